// SPDX-License-Identifier: Apache-2.0
// A visit rehearsed at home, in a terminal as a person has it: by keys, and by what is said and written.
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <thread>

#include "tests/support/patience.hpp"
#include "tests/support/shell.hpp"
#include "ui/scene/press.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;

namespace {

/// The program with a terminal of its own, and a sound device that nobody hears.
class Rehearsal {
public:
    Rehearsal() {
        process_ = ::forkpty(&terminal_, nullptr, nullptr, nullptr);
        if (process_ == 0) {
            ::setenv("SDL_AUDIODRIVER", "dummy", 1);
            ::execl(TEST_SIM, TEST_SIM, "demo", "--practice", nullptr);
            ::_exit(127);
        }
        REQUIRE(process_ > 0);
    }
    ~Rehearsal() {
        if (process_ > 0) ::kill(process_, SIGKILL), ::waitpid(process_, nullptr, 0);
        ::close(terminal_);
    }
    Rehearsal(const Rehearsal&) = delete;
    Rehearsal& operator=(const Rehearsal&) = delete;

    void press(char key) const { REQUIRE(::write(terminal_, &key, 1) == 1); }
    /// Later than a bouncing key.
    void press_apart(char key) const {
        std::this_thread::sleep_for(2 * ui::kDebounce);
        press(key);
    }
    /// Once what was waited for last was said to its end: before that the key does nothing.
    void press_heard(char key) const {
        std::this_thread::sleep_for(lasts_);
        press_apart(key);
    }
    /// These words are written after those that were waited for last.
    void hears(const std::string& words) {
        const auto end = std::chrono::steady_clock::now() + test::kPatience;
        while (written_.find(words, read_) == std::string::npos && std::chrono::steady_clock::now() < end)
            if (!take()) break;
        INFO(written_);
        const auto at = written_.find(words, read_);
        REQUIRE(at != std::string::npos);
        read_ = at + words.size();
        if (const auto line = written_.rfind("[0", at); line != std::string::npos)
            lasts_ = length_of(written_.substr(line));
    }
    int ends() {
        int status = 0;
        while (take()) {
        }
        ::waitpid(std::exchange(process_, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    [[nodiscard]] const std::string& written() const { return written_; }

private:
    /// Of "[00:01.754 – 00:08.511] headphones …".
    static std::chrono::milliseconds length_of(const std::string& line) {
        std::array<int, 6> t{};
        if (std::sscanf(line.c_str(), "[%d:%d.%d – %d:%d.%d", &t[0], &t[1], &t[2], &t[3], &t[4], &t[5]) != 6) return {};
        return std::chrono::minutes(t[3] - t[0]) + std::chrono::seconds(t[4] - t[1]) +
               std::chrono::milliseconds(t[5] - t[2]);
    }

    /// False: the terminal is closed.
    bool take() {
        pollfd output{terminal_, POLLIN, 0};
        if (::poll(&output, 1, 100) == 0) return true;
        std::array<char, 4096> some{};
        const auto got = ::read(terminal_, some.data(), some.size());
        if (got > 0) written_.append(some.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    int terminal_ = -1;
    pid_t process_ = 0;
    std::string written_;
    std::size_t read_ = 0;
    std::chrono::milliseconds lasts_{};  ///< what was waited for last
};

}  // namespace

TEST_CASE("a visit is rehearsed in a terminal, by the keys of a keypad, from the card to the last word") {
    Rehearsal rehearsal;
    rehearsal.hears("its PIN is ");
    rehearsal.press_apart('p');
    rehearsal.hears("音声で案内します");
    rehearsal.press('c');
    rehearsal.hears("本人確認の方法を選んでください");
    rehearsal.press_apart('6');
    rehearsal.hears("暗証番号 4桁の数字を入力します");
    rehearsal.press_heard('\n');
    rehearsal.hears("4桁の暗証番号を入力してください");
    for (const char digit : {'1', '2', '3'}) {
        rehearsal.press_apart(digit);
        rehearsal.hears("1桁入りました");
    }
    rehearsal.press_apart('4');
    rehearsal.hears("全部の桁が入りました");
    rehearsal.press_heard('\n');
    rehearsal.hears("同意しますか");
    rehearsal.press_apart('6');
    rehearsal.hears("3つのうち、2つ目です");
    rehearsal.press_apart('6');
    rehearsal.hears("3つのうち、3つ目です");
    rehearsal.press_heard('5');
    rehearsal.hears("確認が終わりました");
    rehearsal.press('c');
    rehearsal.hears("ありがとうございました");
    CHECK(rehearsal.written().find("1234 ") == std::string::npos);  // typed, and written nowhere
    rehearsal.press('q');
    CHECK(rehearsal.ends() == 0);
}

TEST_CASE("a rehearsal without a terminal says what it needs") {
    const auto run = test::run(std::string(TEST_SIM) + " demo --practice < /dev/null");
    CHECK(run.status == 1);
    CHECK(run.says("a rehearsal needs a terminal"));
}
