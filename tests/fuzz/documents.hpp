// SPDX-License-Identifier: Apache-2.0
// Targets for what comes from the service: documents, in each shape in which they are read.
#pragma once

#include "firmware/base/bytes.hpp"

namespace uketsuke::fuzz {

void document_xml(base::ByteView bytes);
void document_json(base::ByteView bytes);
void shift_jis(base::ByteView bytes);

}  // namespace uketsuke::fuzz
