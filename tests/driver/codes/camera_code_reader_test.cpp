// SPDX-License-Identifier: Apache-2.0
// What a look makes of one picture after another.
#include <catch2/catch.hpp>
#include <deque>

#include "drivers/codes/camera_code_reader.hpp"
#include "shown.hpp"

using namespace uketsuke;
using base::ErrorCode;
using drivers::codes::CameraCodeReader;
using test::seen;

namespace {

using Picture = base::Result<domain::Image>;

/// Shows what it is given, in order; then it is silent.
class Album : public ports::Camera {
public:
    std::deque<Picture> pictures;
    std::optional<ErrorCode> closed;
    int open_now = 0;

    base::Result<void> probe() override { return {}; }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        if (closed) return base::fail(*closed);
        return std::unique_ptr<ports::Capture>(std::make_unique<Shown>(*this));
    }

private:
    class Shown : public ports::Capture {
    public:
        explicit Shown(Album& album) : album_(album) { ++album_.open_now; }
        ~Shown() override { --album_.open_now; }
        base::Result<domain::Frame> next_frame(base::Duration) override {
            if (album_.pictures.empty()) return base::fail(ErrorCode::camera_stalled);
            auto picture = std::move(album_.pictures.front());
            album_.pictures.pop_front();
            if (!picture) return base::fail(picture.error());
            return domain::Frame{std::move(*picture), {}, 0, {}};
        }
        [[nodiscard]] std::string identity() const override { return "album"; }

    private:
        Album& album_;
    };
};

/// After so many pictures.
base::Result<std::optional<domain::Code>> look(Album& album, int pictures) {
    CameraCodeReader reader(album);
    auto look = reader.begin();
    REQUIRE(look);
    for (int i = 1; i < pictures; ++i) {
        const auto code = (*look)->next();
        REQUIRE(code);
        REQUIRE_FALSE(*code);
    }
    return (*look)->next();
}

}  // namespace

TEST_CASE("a code counts once two pictures say the same") {
    Album album;
    for (const auto* text : {"1111", "2222", "2222"}) album.pictures.emplace_back(seen({.text = text}));
    const auto code = look(album, 3);
    REQUIRE(code);
    REQUIRE(*code);
    CHECK((*code)->text == "2222");
    CHECK(album.open_now == 0);
}

TEST_CASE("what is no text for anybody, and two codes, are told apart") {
    Album album;
    for (int i = 0; i < 2; ++i) album.pictures.emplace_back(seen({.text = "a\nb"}));
    CHECK(look(album, 2).error().code == ErrorCode::code_unknown);
    for (int i = 0; i < 2; ++i) album.pictures.emplace_back(seen({.text = "1111", .other = "2222"}));
    CHECK(look(album, 2).error().code == ErrorCode::code_several);
}

TEST_CASE("a camera may take its time to begin; one that is gone or stays silent is missing") {
    Album album;
    CHECK(look(album, 3).error().code == ErrorCode::code_camera_missing);
    album.pictures = {base::fail(ErrorCode::camera_stalled), base::fail(ErrorCode::camera_stalled),
                      seen({.text = "1111"}), base::fail(ErrorCode::camera_stalled),
                      base::fail(ErrorCode::camera_stalled), seen({.text = "1111"})};
    const auto code = look(album, 6);
    REQUIRE(code);
    CHECK(*code);
    album.pictures = {base::fail(ErrorCode::camera_frozen)};
    const auto frozen = look(album, 1);
    CHECK(frozen.error().code == ErrorCode::code_camera_missing);
    CHECK(frozen.error().detail == "camera_frozen");
    album.closed = ErrorCode::camera_missing;
    CHECK(CameraCodeReader(album).begin().error().code == ErrorCode::code_camera_missing);
}
