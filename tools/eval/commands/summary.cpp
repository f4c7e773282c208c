// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/report/summary.hpp"

#include "commands.hpp"
#include "publish.hpp"

namespace uketsuke::tools::eval {

base::Result<Exit> run_summary(const SummaryWords& options) {
    if (const auto ready = outputs_ready(options.results); !ready) return base::fail(ready.error());
    const RunFiles files{options.verify, options.card, options.splits, options.own};
    const auto document = options.figures ? figures_of(files) : goals_of(files);
    if (!document) return base::fail(document.error());
    if (document->sections.front().table.rows.empty())
        return base::fail(base::ErrorCode::config_invalid, "summary wants the result of a run, such as --verify FILE");
    if (const auto published = publish(*document, options.results); !published) return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
