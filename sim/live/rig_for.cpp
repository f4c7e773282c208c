// SPDX-License-Identifier: Apache-2.0
#include "rig_for.hpp"

#include "sim/real_rig/real_rig.hpp"
#include "sim/rig/virtual_rig.hpp"

namespace uketsuke::sim {
namespace {

template <class R>
base::Result<std::unique_ptr<Rig>> make(const Script& header, const std::filesystem::path& folder,
                                        typename R::Options options) {
    options.start = header.start;
    options.folder = folder;
    options.settings = header.settings;
    options.paths.own_people = header.own_people;
    auto rig = R::create(std::move(options));
    if (!rig) return base::fail(rig.error());
    return std::unique_ptr<Rig>(std::move(*rig));
}

}  // namespace

base::Result<std::unique_ptr<Rig>> rig_for(const Script& header, const std::filesystem::path& folder,
                                           const Elsewhere& elsewhere) {
    if (header.rig == Script::Rig::virtual_) return make<VirtualRig>(header, folder, {});
    auto with_desk = header;
    with_desk.settings.desk_socket = elsewhere.desk;
    if (!elsewhere.name.empty()) with_desk.settings.results_kiosk = elsewhere.name;
    return make<RealRig>(with_desk, folder, {.service_url = elsewhere.service, .own = elsewhere.own});
}

}  // namespace uketsuke::sim
