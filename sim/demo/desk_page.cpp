// SPDX-License-Identifier: Apache-2.0
#include "desk_page.hpp"

#include "desk/pages.hpp"
#include "firmware/base/file.hpp"

namespace uketsuke::sim {
namespace {

/// `with` instead of `what`, once.
void replace(std::string& text, std::string_view what, const std::string& with) {
    if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
}

/// Nothing of it ends the element that it stands in.
std::string as_script(base::WipedText list) {
    std::string text;
    for (const char c : list) text += c == '<' ? "\\u003c" : std::string(1, c);
    return text;
}

}  // namespace

base::Result<std::unique_ptr<DeskPage>> DeskPage::create() {
    std::unique_ptr<DeskPage> page(new DeskPage);
    auto kiosks = desk::Kiosks::listen(page->socket(), page->board_);
    if (!kiosks) return base::fail(kiosks.error());
    page->kiosks_ = std::move(*kiosks);
    return page;
}

bool DeskPage::complete() {
    const auto list = board_.print(0, {});
    return !board_.named().empty() && list.find(R"("over":false)") == base::WipedText::npos;
}

base::Result<void> DeskPage::write(const std::filesystem::path& file) {
    std::set<std::uint64_t> all;
    for (const auto& named : board_.named()) all.insert(named.row);
    const auto part = [](std::string_view path) { return std::string(desk::page_at(path)->text); };
    auto page = part("/");
    replace(page, R"(<link rel="stylesheet" href="/desk.css">)", "<style>\n" + part("/desk.css") + "</style>");
    replace(page, R"(<script src="/desk.js" defer></script>)", "");
    replace(page, "</body>",
            R"(<script type="application/json" id="kept">)" + as_script(board_.print(0, all)) +
                "</script>\n<script>\n" + part("/desk.js") + "</script>\n</body>");
    return base::replace_file(file, page);
}

}  // namespace uketsuke::sim
