// SPDX-License-Identifier: Apache-2.0
#include "camera_code_reader.hpp"

#include <algorithm>
#include <utility>

#include "code_finder.hpp"

namespace uketsuke::drivers::codes {
namespace {

using base::ErrorCode;
using base::fail;

base::Unexpected<base::Error> no_picture(const base::Error& error) {
    return fail(ErrorCode::code_camera_missing, std::string(base::name_of(error.code)));
}

class CameraCodeLook : public ports::CodeLook {
public:
    explicit CameraCodeLook(std::unique_ptr<ports::Capture> capture) : capture_(std::move(capture)) {}

    base::Result<std::optional<domain::Code>> next() override {
        const auto frame = capture_->next_frame(CameraCodeReader::kPicture);
        if (!frame) return stalled(frame.error());
        waited_ = base::Duration{0};
        auto found = finder_.find(frame->image, kTurns.at(picture_++ % kTurns.size()));
        if (found.empty()) return std::nullopt;
        const bool again = std::ranges::is_permutation(found, before_);
        before_ = std::move(found);
        return again ? judged() : std::nullopt;
    }

private:
    using Next = base::Result<std::optional<domain::Code>>;

    /// A camera may take its time to begin; one that then stays silent has gone.
    Next stalled(const base::Error& error) {
        waited_ += CameraCodeReader::kPicture;
        if (error.code == ErrorCode::camera_stalled && waited_ < CameraCodeReader::kStart) return std::nullopt;
        return no_picture(error);
    }
    Next judged() {
        if (before_.size() > 1) return fail(ErrorCode::code_several);
        auto& one = before_.front();
        if (!usable(one.bytes)) return fail(ErrorCode::code_unknown, "not a text of at most 256 bytes");
        return domain::Code{one.kind, std::move(one.bytes)};
    }

    const std::unique_ptr<ports::Capture> capture_;
    CodeFinder finder_;
    std::vector<Found> before_;  ///< in the last picture that showed any
    std::size_t picture_ = 0;
    base::Duration waited_{0};   ///< since the last picture
};

}  // namespace

base::Result<std::unique_ptr<ports::CodeLook>> CameraCodeReader::begin() {
    auto capture = camera_.open();
    if (!capture) return no_picture(capture.error());
    return std::unique_ptr<ports::CodeLook>(std::make_unique<CameraCodeLook>(std::move(*capture)));
}

}  // namespace uketsuke::drivers::codes
