// SPDX-License-Identifier: Apache-2.0
#include "stolen.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uketsuke::desk {
namespace {

std::string line(const std::filesystem::path& file, std::string_view what) {
    std::error_code ignored;
    const bool there = std::filesystem::exists(file, ignored);
    return fmt::format("  {}  {}{}\n", file.string(), what, there ? "" : " (not there)");
}

}  // namespace

std::string stolen(const Settings& settings) {
    const auto& folder = settings.state_folder;
    const auto second = std::count_if(settings.accounts.begin(), settings.accounts.end(),
                                      [](const Account& account) { return !account.totp.empty(); });
    std::string text = "Whoever took this machine holds, of the desk:\n";
    text += line(folder / "desk.key", "the page's private key: with it another machine can pose as this desk's page");
    text += line(folder / "desk.crt", "its certificate, which browsers were told to trust");
    text += line(folder / "journal", "who logged in when, who did what, for which visit; no patient's name");
    text += line(folder / "journal.key", "the key that signs it: records from now on prove nothing");
    text += fmt::format("  the settings: {} scrypt hashes of passwords, {} secrets of authenticator apps\n",
                        settings.accounts.size(), second);
    if (!settings.lookup_requests.empty())
        text += line(settings.lookup_answers, "answers to look-ups that were on their way: numbers and names");
    text +=
        "Not there: names of patients (in memory alone, gone with the power), passwords, results, pictures, PINs, what "
        "was agreed to.\n"
        "What to do:\n"
        "  1. In each browser take back the trust in this certificate.\n"
        "  2. Set the desk up anew: other passwords (--new-account), which brings other secrets for the apps, and a "
        "new "
        "certificate.\n"
        "  3. Change a password that somebody also used elsewhere.\n"
        "  4. What the kiosk beside it holds: docs/threats.md; its certificate is revoked at the eligibility "
        "service.\n";
    return text;
}

}  // namespace uketsuke::desk
