// SPDX-License-Identifier: Apache-2.0
#include "render.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "espeak.hpp"
#include "loudness.hpp"
#include "readings.hpp"

namespace uketsuke::tools::voice {
namespace {

using base::ErrorCode;
using drivers::sound::Pack;
using drivers::sound::Recording;

constexpr int kThreads = 2;

struct Job {
    std::string text, said;
};

base::Result<Recording> make(const std::string& voice, const std::filesystem::path& folder, const Job& job) {
    const auto raw = read_aloud(voice, job.said);
    if (!raw) return base::fail(raw.error());
    return drivers::sound::write_recording(folder, job.text, job.said, finished(*raw));
}

struct MadeAll {
    std::vector<Recording> recordings;
    std::vector<std::string> failed;  ///< texts
    std::optional<base::Error> why;
};

/// A text on which the reader breaks off (espeak-ng 1.51 does on some in Burmese) is left out.
MadeAll make_all(const std::string& voice, const std::filesystem::path& folder, const std::vector<Job>& jobs) {
    MadeAll all;
    std::mutex mutex;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto i = next++; i < jobs.size(); i = next++) {
            auto one = make(voice, folder, jobs[i]);
            const std::lock_guard lock(mutex);
            if (one) {
                all.recordings.push_back(std::move(*one));
            } else {
                all.failed.push_back(jobs[i].text);
                all.why = one.error();
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < kThreads; ++i) threads.emplace_back(work);
    }
    return all;
}

/// What is there and still right, by text.
std::map<std::string, Recording> kept_of(const Pack& before, const std::filesystem::path& folder,
                                         const std::map<std::string, std::string>& readings) {
    std::map<std::string, Recording> kept;
    for (const auto& one : before.recordings) {
        const auto reading = readings.find(one.text);
        if (reading != readings.end() && reading->second == one.said &&
            std::filesystem::exists(drivers::sound::file_of(folder, one.text)))
            kept.emplace(one.text, one);
    }
    return kept;
}

void remove_others(const std::filesystem::path& folder, const Pack& pack) {
    std::set<std::filesystem::path> wanted;
    for (const auto& one : pack.recordings) wanted.insert(drivers::sound::file_of(folder, one.text));
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".flac" && !wanted.contains(entry.path()))
            std::filesystem::remove(entry.path());
}

/// What is in the folder now. A damaged pack is made anew.
base::Result<Pack> before(const std::string& language, const std::filesystem::path& folder) {
    Pack pack{language, drivers::sound::Source::placeholder, "made by espeak-ng; Apache-2.0 as the texts are", "", {}};
    auto read = drivers::sound::read_pack(folder);
    if (!read) return pack;
    if (read->source != pack.source)
        return base::fail(ErrorCode::config_invalid, folder.string() + ": people have recorded it; it is left alone");
    pack.recordings = std::move(read->recordings);
    return pack;
}

struct Texts {
    std::map<std::string, std::string> readings;
    std::vector<std::string> unread;
};

Texts texts_of(const std::string& language) {
    Texts texts;
    for (auto& text : texts_for(language)) {
        if (auto reading = reading_of(language, text))
            texts.readings.emplace(std::move(text), std::move(*reading));
        else
            texts.unread.push_back(std::move(text));
    }
    return texts;
}

std::vector<Job> jobs_of(const Texts& texts, const std::map<std::string, Recording>& kept) {
    std::vector<Job> jobs;
    for (const auto& [text, reading] : texts.readings)
        if (!kept.contains(text)) jobs.push_back({text, reading});
    return jobs;
}

}  // namespace

base::Result<Rendered> render(const std::string& language, const std::filesystem::path& folder) {
    const std::string voice(espeak_voice(language));
    if (voice.empty()) return base::fail(ErrorCode::config_invalid, "espeak-ng has no voice for " + language);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    auto pack = before(language, folder);
    if (!pack) return base::fail(pack.error());
    auto texts = texts_of(language);
    const auto kept = kept_of(*pack, folder, texts.readings);
    auto made = make_all(voice, folder, jobs_of(texts, kept));
    if (made.recordings.empty() && made.why) return base::fail(*made.why);
    std::ranges::move(made.failed, std::back_inserter(texts.unread));
    const Rendered rendered{static_cast<int>(made.recordings.size()), static_cast<int>(kept.size()),
                            std::move(texts.unread)};
    pack->recordings = std::move(made.recordings);
    for (const auto& [text, one] : kept) pack->recordings.push_back(one);
    std::ranges::sort(pack->recordings, {}, &Recording::text);
    if (auto written = drivers::sound::write_manifest(folder, *pack); !written) return base::fail(written.error());
    remove_others(folder, *pack);
    return rendered;
}

}  // namespace uketsuke::tools::voice
