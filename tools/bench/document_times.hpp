// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// Reading and judging a result document, writing it into the clinic's file, and what memory that takes.
/// False: a document was not read.
bool bench_documents(Figures& figures);

}  // namespace uketsuke::tools::bench
