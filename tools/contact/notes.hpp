// SPDX-License-Identifier: Apache-2.0
// What was learnt so far, at any moment: facts for the report, and findings for whoever sits there.
#pragma once

#include "asker.hpp"
#include "expectations.hpp"
#include "tools/card/exchange.hpp"
#include "tools/card/report.hpp"

namespace uketsuke::tools::contact {

class Notes {
public:
    /// `asker` is told each finding at once, and must outlive this.
    explicit Notes(Asker& asker) : asker_(asker) {}

    /// A part of the report; begun when it is first asked for.
    Sheet& part(Word name);
    void deviates(Deviation deviation);
    void tell(card::Finding finding);
    /// A finding with an error; the report holds it, too.
    void refused(Word step, const base::Error& error);

    [[nodiscard]] const std::vector<Deviation>& deviations() const { return deviations_; }
    /// What was told that is a warning or a problem.
    [[nodiscard]] const card::Findings& troubles() const { return troubles_; }
    /// The whole report, the commands of the log with their times and status words in it.
    [[nodiscard]] Sheet report(const std::vector<card::Exchange>& log) const;

private:
    struct Part {
        Word name;
        Sheet sheet;
    };
    Asker& asker_;
    std::vector<std::unique_ptr<Part>> parts_;
    std::vector<Deviation> deviations_;
    std::vector<Sheet> refusals_;
    card::Findings troubles_;
};

}  // namespace uketsuke::tools::contact
