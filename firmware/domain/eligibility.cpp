// SPDX-License-Identifier: Apache-2.0
#include "eligibility.hpp"

#include "firmware/base/enumeration.hpp"

namespace uketsuke::domain {

static_assert(base::kCountOf<Remark> == kRemarks);

std::string_view name_of(Remark remark) { return base::enumerator_name(remark); }

}  // namespace uketsuke::domain
