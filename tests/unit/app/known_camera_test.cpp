// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/known_camera.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using base::ErrorCode;

namespace {

struct Made : ports::Camera {
    std::string name = "uvcvideo One usb-1";
    bool there = true, tells = true;

    struct Stream : ports::Capture {
        std::string name;
        explicit Stream(std::string own) : name(std::move(own)) {}
        base::Result<domain::Frame> next_frame(base::Duration) override {
            return base::fail(ErrorCode::camera_stalled);
        }
        [[nodiscard]] std::string identity() const override { return name; }
    };
    base::Result<void> probe() override { return there ? base::Result<void>{} : base::fail(ErrorCode::camera_missing); }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        if (!there) return base::fail(ErrorCode::camera_missing);
        return std::unique_ptr<ports::Capture>(std::make_unique<Stream>(name));
    }
    std::optional<std::string> identity() override { return tells ? std::optional(name) : std::nullopt; }
};

template <class T>
ErrorCode code_of(const base::Result<T>& result) {
    REQUIRE_FALSE(result);
    return result.error().code;
}

struct Counter {
    Made camera, front;
    std::string accepted = "uvcvideo One usb-1", accepted_front = "uvcvideo Two usb-2";
    app::KnownCamera known_front{front, [this](const std::string& one) { return one == accepted_front; }};
    app::KnownCamera known{camera, [this](const std::string& one) { return one == accepted; }, &known_front};

    Counter() { front.name = "uvcvideo Two usb-2"; }
};

}  // namespace

TEST_CASE("another camera is of no use before somebody accepts it, and says so before a patient stands there") {
    Counter counter;
    CHECK(counter.known.probe());
    CHECK(counter.known.open());
    counter.camera.name = "uvcvideo One usb-3";  // the same model on another socket
    CHECK(code_of(counter.known.probe()) == ErrorCode::camera_changed);
    CHECK(code_of(counter.known.open()) == ErrorCode::camera_changed);
    counter.accepted = counter.camera.name;
    CHECK(counter.known.probe());
    CHECK(counter.known.open());
}

TEST_CASE("a camera that tells what it is only when it is opened is judged then") {
    Counter counter;
    counter.camera.tells = false;
    counter.camera.name = "another";
    CHECK(counter.known.probe());
    CHECK(code_of(counter.known.open()) == ErrorCode::camera_changed);
}

TEST_CASE("the camera of the card's front is looked at beside, and its absence is its reader's business") {
    Counter counter;
    counter.front.name = "another";
    CHECK(code_of(counter.known.probe()) == ErrorCode::camera_changed);
    CHECK(code_of(counter.known_front.open()) == ErrorCode::camera_changed);
    CHECK(counter.known.open());
    counter.front.there = false;
    CHECK(counter.known.probe());
    counter.camera.there = false;
    CHECK(code_of(counter.known.probe()) == ErrorCode::camera_missing);
}
