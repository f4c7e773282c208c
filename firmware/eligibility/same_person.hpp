// SPDX-License-Identifier: Apache-2.0
// Whether several results of one document are about one person: a document with somebody else's data in it must not
// reach the clinic.
#pragma once

#include "oqs_document.hpp"

namespace uketsuke::eligibility {

/// By birth date, sex and name, as far as both are told. Blanks in a name and the width of Latin letters do not count,
/// what stands for a letter (●, 〓) is any letter; another way to write the same name (髙 for 高) does count, and so do
/// two names of one person: to trouble the desk is better than to hand on another patient's data.
bool same_person(const OqsInsured& one, const OqsInsured& other);

}  // namespace uketsuke::eligibility
