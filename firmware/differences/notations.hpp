// SPDX-License-Identifier: Apache-2.0
// Notations of addresses, dates and codes, each taken to one of its forms; what is none of them stays as it is. All
// expect ASCII digits (the rule of widths comes before). Internal to differences.
#pragma once

#include "writing.hpp"

namespace uketsuke::differences {

/// 東京都, 北海道, 大阪府, 京都府 or three or four letters of a 県 at the beginning: left out.
void fold_prefecture(Letters& text);
/// "一丁目２番地の３", "1-2番3号" → "1-2-3".
void fold_house_numbers(Letters& text);
/// Blanks and zeros before a number.
void fold_zeros(Letters& text);
/// A day in the notation of an era or of the west → "yyyymmdd".
void fold_birth(Letters& text);
/// 男, 女, M, F, 男性, 女性 → OQSCD007.
void fold_sex(Letters& text);
/// "3割", "30%", "30", "3" → three digits per cent.
void fold_ratio(Letters& text);

}  // namespace uketsuke::differences
