// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// A document that tells no result: SegmentOfResult 2 (処理中) or 9 (異常終了), with ErrorCode and ErrorMessage and
/// without a body (domain facts §3.6). The official codes and messages are not public: these are made up.
std::string pending_document(base::WallTime executed, const std::string& visit, const std::string& facility_code);
std::string failed_document(base::WallTime executed, const std::string& visit, const std::string& facility_code);

}  // namespace uketsuke::sim
