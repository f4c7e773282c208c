// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// Japanese eras in use on cards of living people.
enum class Era { meiji, taisho, showa, heisei, reiwa };

struct EraDate {
    Era era;
    int year;  ///< 1 = 元年
};

/// The era date of a day from 明治 on (1868-10-23); nullopt before.
std::optional<EraDate> era_date(base::Date date);
/// The first six digits of 照合番号B: YYMMDD with the era year as printed on the card (card facts A5).
std::string era_yymmdd(base::Date date);

}  // namespace uketsuke::domain
