// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::sim {

/// What of a result is no value of a person: each element of ours that says something, with its code where it has a
/// list, "MessageBody/QualificationValidity>1". Its header (when, where, which visit) is not counted. Of two results of
/// a person it tells both.
using Shape = std::multiset<std::string>;
/// `xml`: as eligibility::read_document() gives it back.
Shape shape_of(std::string_view xml);

/// What `other` has not, each once.
std::vector<std::string> missing_in(const Shape& other, const Shape& shape);

}  // namespace uketsuke::sim
