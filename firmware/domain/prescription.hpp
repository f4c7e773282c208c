// SPDX-License-Identifier: Apache-2.0
// 電子処方箋 at the reader (domain facts §1.3 rows 6 and 6', §1.4).
#pragma once

#include <cstdint>

namespace uketsuke::domain {

/// 処方箋発行形態, OQSCD017.
enum class PrescriptionForm : std::uint8_t { electronic = 1, paper = 2 };

/// What the facility issues: OQSCD038 利用設定. The patient is asked only where both are possible.
enum class PrescriptionSetting : std::uint8_t { unused = 0, electronic_only = 1, both = 2, paper_only = 3 };
/// Where the form is asked: OQSCD039.
enum class PrescriptionAsked : std::uint8_t { elsewhere = 1, at_reader = 2 };

}  // namespace uketsuke::domain
