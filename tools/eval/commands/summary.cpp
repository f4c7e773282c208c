// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/report/summary.hpp"

#include "commands.hpp"
#include "publish.hpp"

namespace uketsuke::tools::eval {

base::Result<Exit> run_summary(const Words& words) {
    const auto arguments = read_words(words, {{"--verify"}, {"--card"}, {"--splits"}, {"--own"}, {"--figures", false}});
    if (!arguments) return base::fail(arguments.error());
    const auto file = [&](const char* option) -> RunFiles::File {
        const auto given = arguments->value(option);
        return given ? RunFiles::File(*given) : std::nullopt;
    };
    const RunFiles files{file("--verify"), file("--card"), file("--splits"), file("--own")};
    const auto document = arguments->has("--figures") ? figures_of(files) : goals_of(files);
    if (!document) return base::fail(document.error());
    if (document->sections.front().table.rows.empty())
        return base::fail(base::ErrorCode::config_invalid, "summary wants the result of a run, such as --verify FILE");
    if (const auto published = publish(*document, *arguments); !published) return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
