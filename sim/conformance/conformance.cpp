// SPDX-License-Identifier: Apache-2.0
#include "conformance.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "cases.hpp"
#include "firmware/base/file.hpp"
#include "firmware/command_line/command_line.hpp"
#include "firmware/reception/result_name.hpp"
#include "understood.hpp"

namespace uketsuke::sim {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using namespace std::chrono_literals;

constexpr auto kFacility = "1319999999";
constexpr auto kLook = 2ms, kTouchAfter = 60ms;
constexpr int kGiveUpAfter = 3;  ///< files in a row without an answer: nobody is there

class Feeder {
public:
    explicit Feeder(const ConformanceWishes& wishes)
        : watch_(wishes.watch),
          answers_(wishes.answers.empty() ? wishes.watch + ".answers" : wishes.answers),
          patience_(wishes.patience_s) {}

    int run() {
        std::error_code error;
        fs::create_directories(watch_, error);
        fs::create_directories(answers_, error);
        if (error) return give_up(fmt::format("{}: {}", answers_.string(), error.message()));
        fmt::print("results go to {}, answers are awaited in {}\n", watch_.string(), answers_.string());
        const auto all = cases();
        for (std::size_t i = 0; i < all.size() && silent_ < kGiveUpAfter;) i = feed(all, i);
        if (silent_ >= kGiveUpAfter)
            return give_up(fmt::format("{} files without an answer in {}: does your program run, and watch {}?",
                                       kGiveUpAfter, answers_.string(), watch_.string()));
        fmt::print("conformance: {} files, {} understood, {} wrong\n", fed_, fed_ - wrong_, wrong_);
        return wrong_ == 0 ? 0 : 1;
    }

private:
    static int give_up(const std::string& why) {
        fmt::print(stderr, "uketsuke-sim: {}\n", why);
        return 1;
    }

    /// One file, or all that come at once; the place of the next.
    std::size_t feed(const std::vector<Case>& all, std::size_t at) {
        std::size_t end = at + 1;
        while (all[at].delivery == Delivery::burst && end < all.size() && all[end].delivery == Delivery::burst) ++end;
        std::vector<std::string> names;
        for (auto i = at; i < end; ++i) names.push_back(deliver(all[i]));
        for (auto i = at; i < end; ++i) judge(all[i], names[i - at]);
        fs::remove(watch_ / ".uketsuke.half.part");
        return end;
    }

    std::string deliver(const Case& one) {
        const auto name = reception::result_name(kFacility, ++number_, one.document.executed);
        const auto part = watch_ / fmt::format(".uketsuke.{}.part", number_);
        if (one.delivery == Delivery::beside_a_part)
            std::ofstream(watch_ / ".uketsuke.half.part", std::ios::binary)
                << one.bytes.substr(0, one.bytes.size() / 2);
        std::ofstream(part, std::ios::binary) << one.bytes;
        std::error_code error;
        fs::rename(part, watch_ / name, error);
        if (one.delivery == Delivery::touched) {
            std::this_thread::sleep_for(kTouchAfter);
            fs::last_write_time(watch_ / name, fs::file_time_type::clock::now(), error);  // it may be fetched already
        }
        return name;
    }

    /// Its answer, once it is whole; discarded where none comes.
    [[nodiscard]] Json answer_to(const std::string& name) const {
        const auto file = answers_ / (name + ".json");
        const auto until = std::chrono::steady_clock::now() + patience_;
        do {
            if (const auto text = base::read_file(file))
                if (auto answer = Json::parse(*text, nullptr, false); !answer.is_discarded()) return answer;
            std::this_thread::sleep_for(kLook);
        } while (std::chrono::steady_clock::now() < until);
        return Json::parse("", nullptr, false);
    }

    void judge(const Case& one, const std::string& name) {
        ++fed_;
        const auto answer = answer_to(name);
        silent_ = answer.is_discarded() ? silent_ + 1 : 0;
        const auto wrong = answer.is_discarded() ? std::vector<std::string>{"no answer"}
                                                 : differences(understood(one.document), answer);
        if (wrong.empty()) return;
        ++wrong_;
        fmt::print("wrong: {} ({})\n", one.name, name);
        for (const auto& line : wrong) fmt::print("    {}\n", line);
        std::fflush(stdout);
    }

    const fs::path watch_, answers_;
    const std::chrono::seconds patience_;
    std::uint64_t number_ = 0;
    int fed_ = 0, wrong_ = 0, silent_ = 0;
};

}  // namespace

void describe(CLI::App& verb, ConformanceWishes& wishes) {
    verb.add_option("--watch", wishes.watch, "the folder that your program watches")->type_name("DIR")->required();
    verb.add_option("--answers", wishes.answers, "where it puts NAME.json for each file; DIR.answers unless told")
        ->type_name("DIR");
    verb.add_option("--patience", wishes.patience_s, "how long each answer is awaited, 10 unless told")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 600));
}

int run_conformance(const ConformanceWishes& wishes) { return Feeder(wishes).run(); }

}  // namespace uketsuke::sim
