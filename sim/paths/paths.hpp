// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace uketsuke::sim {

/// Where the simulator's people, keys, pictures and models lie. Set by the build; a test or a user may name others.
struct Paths {
    std::filesystem::path people = UKETSUKE_PEOPLE;
    std::filesystem::path own_people = {};  ///< a folder of one's own beside them (sim/person_verb); empty: none
    std::filesystem::path card_pki = UKETSUKE_CARD_PKI;
    std::filesystem::path service_pki = UKETSUKE_SERVICE_PKI;
    std::filesystem::path portraits = UKETSUKE_PORTRAITS;
    std::filesystem::path models = UKETSUKE_MODELS;
    std::filesystem::path decoder = UKETSUKE_DECODER;
    std::filesystem::path guidance = UKETSUKE_GUIDANCE;
    std::filesystem::path packs = UKETSUKE_PACKS;
};

/// A folder of its own under the system's temporary folder, gone with this object.
class TemporaryFolder {
public:
    enum class Where {
        disk,    ///< the system's temporary folder
        memory,  ///< what is written there need not last: nobody waits for a disk
    };
    explicit TemporaryFolder(Where where = Where::disk);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace uketsuke::sim
