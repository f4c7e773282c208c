// SPDX-License-Identifier: Apache-2.0
// What the build reads aloud: exactly the texts that are needed, and each once as long as text and reading stay. How
// long it takes is measured by ./kiosk bench.
#include "heard.hpp"
#include "tests/support/scratch.hpp"
#include "tools/voice/readings.hpp"
#include "tools/voice/render.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

/// The build's pack in a folder that may be changed.
fs::path borrowed(const test::Scratch& scratch, const std::string& language) {
    const auto from = fs::path(TEST_PACKS) / language, to = scratch.path / language;
    fs::create_directories(to);
    for (const auto& entry : fs::directory_iterator(from))
        if (entry.path().extension() == ".flac") fs::create_symlink(entry.path(), to / entry.path().filename());
    fs::copy_file(from / "manifest.toml", to / "manifest.toml");
    return to;
}

std::set<std::string> texts_in(const fs::path& pack) {
    std::set<std::string> texts;
    const auto read = drivers::sound::read_pack(pack);
    for (const auto& one : read.value().recordings) texts.insert(one.text);
    return texts;
}

std::size_t recordings_in(const fs::path& pack) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(pack)) count += entry.path().extension() == ".flac" ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("what was read aloud is not read again, what is missing is, and nothing else is kept") {
    for (const std::string language : {"ja", "en"}) {
        const test::Scratch scratch;
        const auto pack = borrowed(scratch, language);
        const auto all = texts_in(pack);
        const auto needed = tools::voice::texts_for(language);
        CHECK(all == std::set<std::string>(needed.begin(), needed.end()));
        CHECK(recordings_in(pack) == all.size());

        const auto again = tools::voice::render(language, pack);
        REQUIRE(again);
        CHECK(again->made == 0);
        CHECK(again->kept == static_cast<int>(all.size()));
        CHECK(again->unread.empty());

        const auto gone = drivers::sound::file_of(pack, *all.begin());
        fs::remove(gone);
        fs::copy_file(drivers::sound::file_of(pack, *all.rbegin()), pack / "nobody_needs_it.flac");
        const auto mended = tools::voice::render(language, pack);
        REQUIRE(mended);
        CHECK(mended->made == 1);
        CHECK(mended->kept == static_cast<int>(all.size()) - 1);
        CHECK(fs::is_regular_file(gone));
        CHECK(texts_in(pack) == all);
        CHECK(recordings_in(pack) == all.size());
    }
}

TEST_CASE("a text that is read in another way is read aloud anew") {
    const test::Scratch scratch;
    const auto folder = borrowed(scratch, "ja");
    auto pack = drivers::sound::read_pack(folder).value();
    pack.recordings.front().said += "、";
    REQUIRE(drivers::sound::write_manifest(folder, pack));
    const auto rendered = tools::voice::render("ja", folder);
    REQUIRE(rendered);
    CHECK(rendered->made == 1);
    CHECK(rendered->kept == static_cast<int>(pack.recordings.size()) - 1);
}
