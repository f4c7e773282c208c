// SPDX-License-Identifier: Apache-2.0
// Texts that hold a person's data: what memory they had from the heap is wiped when they give it back, also while they
// grow. Up to 15 characters a text keeps within itself: those are wiped with the heap block that the text lies in (a
// WipingAllocator's), and overwritten by the next call when it lies on the stack.
#pragma once

#include <string>

#include "wiping_allocator.hpp"

namespace uketsuke::base {

using WipedText = std::basic_string<char, std::char_traits<char>, WipingAllocator<char>>;

}  // namespace uketsuke::base
