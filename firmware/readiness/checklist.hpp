// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>

#include "report.hpp"

namespace uketsuke::readiness {

/// Who looks at which part. A part that nobody looks at is absent from the report's judgement, and is told as such.
/// Thread-bound.
class Checklist {
public:
    /// Bounded; waits for nobody.
    using Probe = std::function<Look()>;
    /// In place of the one before.
    void on(Part part, Probe probe) { probes_[part] = std::move(probe); }
    /// Looks at each, in the order of Part.
    [[nodiscard]] Report look(base::WallTime now) const;

private:
    std::map<Part, Probe> probes_;
};

}  // namespace uketsuke::readiness
