// SPDX-License-Identifier: Apache-2.0
#include "espeak.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <utility>

#include "drivers/sound/sound_file.hpp"
#include "firmware/base/file.hpp"

extern char** environ;

namespace uketsuke::tools::voice {
namespace {

using base::ErrorCode;
constexpr const char* kProgram = "espeak-ng";
constexpr const char* kWordsAMinute = "150";  // slower than its own 175: what is heard once has to be understood

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kVoices{{{"ja", "ja"},
                                                                                 {"en", "en-gb"},
                                                                                 {"zh-Hans", "cmn"},
                                                                                 {"zh-Hant", "cmn"},
                                                                                 {"ko", "ko"},
                                                                                 {"vi", "vi"},
                                                                                 {"pt-BR", "pt-br"},
                                                                                 {"es", "es-419"},
                                                                                 {"ne", "ne"},
                                                                                 {"my", "my"}}};

/// Removed when it goes.
struct TemporaryFile {
    std::string path = (std::filesystem::temp_directory_path() / "uketsuke-voice-XXXXXX").string();
    TemporaryFile() {
        if (const int descriptor = ::mkstemp(path.data()); descriptor >= 0) ::close(descriptor);
    }
    ~TemporaryFile() { ::unlink(path.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
};

}  // namespace

std::string_view espeak_voice(std::string_view pack) {
    const auto* const row = std::ranges::find(kVoices, pack, &std::pair<std::string_view, std::string_view>::first);
    return row == kVoices.end() ? std::string_view{} : row->second;
}

base::Result<void> run(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    std::ranges::transform(words, std::back_inserter(arguments),
                           [](const auto& word) { return const_cast<char*>(word.c_str()); });
    arguments.push_back(nullptr);
    pid_t pid = 0;
    if (const int error = ::posix_spawnp(&pid, arguments[0], nullptr, nullptr, arguments.data(), environ); error != 0)
        return base::fail(ErrorCode::internal, words[0] + ": " + std::strerror(error));
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return base::fail(ErrorCode::internal, words[0] + " has failed");
    return {};
}

base::Result<ui::Samples> read_aloud(const std::string& voice, const std::string& text) {
    const TemporaryFile file;
    if (auto ran = run({kProgram, "-v", voice, "-s", kWordsAMinute, "-w", file.path, "--", text}); !ran)
        return base::fail(ran.error());
    const auto bytes = base::read_file(file.path);
    if (!bytes) return base::fail(bytes.error());
    return drivers::sound::decoded(*bytes, kProgram);
}

}  // namespace uketsuke::tools::voice
