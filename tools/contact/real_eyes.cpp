// SPDX-License-Identifier: Apache-2.0
#include "real_eyes.hpp"

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/card_front/printed_number_reader.hpp"
#include "firmware/app/checked_camera.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/base/file.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "models/face/pipeline.hpp"

namespace uketsuke::tools::contact {
namespace {

namespace fs = std::filesystem;
using drivers::camera::V4l2Camera;

/// A camera over the card, with what it stands on.
class OwnCardFront final : public ports::CardFrontReader {
public:
    OwnCardFront(std::string device, const ports::Clock& clock, std::shared_ptr<drivers::card_front::GlyphNets> nets)
        : camera_(std::move(device), drivers::camera::kCardPicture),
          checked_(camera_, clock),
          reader_(checked_, clock, std::move(nets)) {}
    base::Result<base::Secret> read(base::Date today) override { return reader_.read(today); }

private:
    V4l2Camera camera_;
    app::CheckedCamera checked_;
    drivers::card_front::PrintedNumberReader reader_;
};

fs::path models_of(const card::Task& task) {
    if (task.options.models) return *task.options.models;
    return (task.config ? *task.config : config::Config{}).face_models;
}

void add_camera(Eyes& eyes, const std::string& device) {
    auto camera = std::make_unique<V4l2Camera>(device, drivers::camera::kFacePicture);
    if (!camera->probe()) return;
    eyes.usb = usb_of_video(device);
    const auto opened = drivers::camera::Device::open(drivers::camera::system_calls(), device.c_str());
    if (opened.is_open()) eyes.modes = drivers::camera::modes_of(opened, drivers::camera::kFacePicture);
    eyes.camera = std::move(camera);
}

void add_card_camera(Eyes& eyes, const std::string& device, const fs::path& models) {
    auto nets = drivers::card_front::GlyphNets::load(models);
    if (nets) eyes.card_front = std::make_unique<OwnCardFront>(device, *eyes.clock, std::move(*nets));
}

std::optional<std::string> line_in(const fs::path& file) {
    auto text = base::read_file(file);
    if (!text) return std::nullopt;
    while (!text->empty() && text->back() == '\n') text->pop_back();
    return std::move(*text);
}

}  // namespace

Eyes real_eyes(const card::Task& task) {
    const auto settings = task.config ? *task.config : config::Config{};
    const auto models = models_of(task);
    const auto decoder = task.options.decoder.value_or(settings.face_decoder.string());
    Eyes eyes;
    eyes.clock = std::make_unique<app::SystemClock>();
    add_camera(eyes, task.options.camera.value_or(settings.camera_device));
    const auto card_camera = task.options.card_camera.value_or(settings.card_front_camera_device);
    if (!card_camera.empty()) add_card_camera(eyes, card_camera, models);
    eyes.face = [models,
                 point = settings.face_operating_point]() -> base::Result<std::unique_ptr<ports::FaceVerifier>> {
        auto loaded = models::face::FaceModels::load(models);
        if (!loaded) return base::fail(loaded.error());
        return std::unique_ptr<ports::FaceVerifier>(
            std::make_unique<models::face::FacePipeline>(std::move(*loaded), point));
    };
    eyes.decoder = [decoder]() -> base::Result<std::unique_ptr<ports::PhotoDecoder>> {
        auto made = models::decoder::ProcessPhotoDecoder::create(decoder);
        if (!made) return base::fail(made.error());
        return std::unique_ptr<ports::PhotoDecoder>(std::move(*made));
    };
    return eyes;
}

std::optional<UsbId> usb_of_video(const fs::path& device, const fs::path& classes) {
    std::error_code failed;
    const auto real = fs::canonical(device, failed);
    if (failed) return std::nullopt;
    const auto interface = fs::canonical(classes / real.filename() / "device", failed);
    if (failed) return std::nullopt;
    const auto vendor = line_in(interface.parent_path() / "idVendor"),
               product = line_in(interface.parent_path() / "idProduct");
    return vendor && product ? UsbId::read(*vendor + ":" + *product) : std::nullopt;
}

}  // namespace uketsuke::tools::contact
