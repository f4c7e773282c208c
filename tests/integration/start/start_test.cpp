// SPDX-License-Identifier: Apache-2.0
// The trace of a start: what is opened of the folder of networks, and when the first picture is shown.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>

#include "firmware/product/product.hpp"
#include "sim/card/terminal_signature.hpp"
#include "sim/rig/simulated_settings.hpp"
#include "tests/support/opened_files.hpp"
#include "ui/paint/headless.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

constexpr const char* kPicture = "first picture";

/// A kiosk's place with a folder of networks that nobody else reads, and what happened there.
class Place {
public:
    Place() {
        fs::copy(sim::Paths{}.models, paths_.models = folder_.path() / "models");
        opened_.emplace(paths_.models);
        settings = sim::installed(sim::simulated_settings(), paths_, folder_.path());
    }

    base::Result<void> start(bool credentials) {
        auto parts = product::usual_parts(settings);
        if (credentials) parts.signature = sim::TerminalSignature::create(paths_.card_pki).value();
        parts.display = [this](const ui::Panel& panel,
                               const ports::FrameTap& frames) -> base::Result<std::unique_ptr<ui::Display>> {
            return std::make_unique<WatchedDisplay>(ui::paint::HeadlessDisplay::create(panel, frames).value(), *this);
        };
        auto product = product::Product::create(settings, std::move(parts));
        note_opened();
        if (!product) return base::fail(product.error());
        return {};
    }

    [[nodiscard]] fs::path models() const { return paths_.models; }
    /// Names of networks that were opened, and kPicture, in order.
    std::vector<std::string> trace;
    config::Config settings;

private:
    /// Notes when the first picture is there.
    class WatchedDisplay : public ui::Display {
    public:
        WatchedDisplay(std::unique_ptr<ui::paint::HeadlessDisplay> display, Place& place)
            : display_(std::move(display)), place_(place) {}
        void show(const ui::Scene& scene) override {
            place_.note_opened();
            display_->show(scene);
            REQUIRE_FALSE(display_->picture().pixels.empty());
            place_.trace.emplace_back(kPicture);
        }
        [[nodiscard]] ui::Panel panel() const override { return display_->panel(); }
        void blank(bool dark) override { display_->blank(dark); }
        void brightness(double share) override { display_->brightness(share); }
        std::vector<ui::Input> wait(base::Duration limit) override { return display_->wait(limit); }
        void wake() override { display_->wake(); }
        [[nodiscard]] const ui::Measure& measure() const override { return display_->measure(); }

    private:
        std::unique_ptr<ui::paint::HeadlessDisplay> display_;
        Place& place_;
    };

    void note_opened() {
        for (auto& name : opened_->take())
            if (name.ends_with(".onnx")) trace.push_back(std::move(name));
    }

    const sim::TemporaryFolder folder_;
    sim::Paths paths_;
    std::optional<test::OpenedFiles> opened_;
};

std::vector<std::string> networks_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".onnx") names.push_back(entry.path().filename());
    return names;
}

void spoil(const fs::path& file) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(1000);
    stream.put('\x7f').put('\x00').put('\x7f').put('\x00');
    REQUIRE(stream.good());
}

}  // namespace

TEST_CASE("with a face way the first picture stands before any network is opened, and then all are") {
    Place place;
    const auto started = place.start(true);
    INFO((started ? "" : started.error().detail));
    REQUIRE(started);
    for (const auto& event : place.trace) std::cout << "start: " << event << '\n';
    REQUIRE_FALSE(place.trace.empty());
    CHECK(place.trace.front() == kPicture);
    for (const auto& name : networks_in(place.models())) {
        INFO(name);
        CHECK(std::count(place.trace.begin(), place.trace.end(), name) == 1);
    }
}

TEST_CASE("where there is no face way no network is opened") {
    for (const bool credentials : {false, true}) {
        Place place;
        if (credentials) place.settings.card_front_camera_device.clear();
        const auto started = place.start(credentials);
        INFO((started ? "" : started.error().detail));
        REQUIRE(started);
        CHECK(place.trace == std::vector<std::string>{kPicture});
    }
}

TEST_CASE("a network that was changed is refused where there is a face way, and one that is missing everywhere") {
    for (const auto* name : {"fr_liveness.onnx", "digits_strict.onnx"}) {
        Place changed;
        spoil(changed.models() / name);
        const auto refused = changed.start(true);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == base::ErrorCode::model_invalid);
        CHECK(refused.error().detail.starts_with("face.models: "));
        CHECK(refused.error().detail.find(std::string(name) + " has SHA-256") != std::string::npos);
        for (const bool credentials : {false, true}) {
            Place missing;
            fs::remove(missing.models() / name);
            const auto found = missing.start(credentials);
            REQUIRE_FALSE(found);
            CHECK(found.error().detail.find(std::string(name) + " cannot be read") != std::string::npos);
        }
    }
}
