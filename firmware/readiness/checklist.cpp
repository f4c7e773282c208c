// SPDX-License-Identifier: Apache-2.0
#include "checklist.hpp"

#include "firmware/base/enumeration.hpp"

namespace uketsuke::readiness {

Report Checklist::look(base::WallTime now) const {
    Report report{now, {}};
    for (const auto part : base::kValuesOf<Part>) {
        const auto probe = probes_.find(part);
        report.rows.push_back({part, probe == probes_.end() ? Look{} : probe->second()});
    }
    return report;
}

}  // namespace uketsuke::readiness
