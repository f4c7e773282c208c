// SPDX-License-Identifier: Apache-2.0
// Targets for what comes from the service (bodies of its answers, documents in each shape in which they are read), and
// for the names of files in the folder of results, which others write into.
#pragma once

#include "firmware/base/bytes.hpp"

namespace uketsuke::fuzz {

void document_xml(base::ByteView bytes);
void document_json(base::ByteView bytes);
void shift_jis(base::ByteView bytes);
/// The body of an HTTP answer, read as each of the answers.
void answer_body(base::ByteView bytes);
void file_name(base::ByteView bytes);

}  // namespace uketsuke::fuzz
