// SPDX-License-Identifier: Apache-2.0
// uketsuke-photo: decodes one chip photo and ends. Descriptor 0 brings it, descriptor 1 takes the pixels (wire.hpp);
// nothing else is within its reach. Exit: 0 decoded, 1 not decodable, 2 no sandbox, 3 no request.
#include <unistd.h>

#include <vector>

#include "decoder_wire.hpp"
#include "firmware/sandbox/sandbox.hpp"
#include "jpeg2000.hpp"

namespace {

using namespace uketsuke::models::decoder;

enum Exit { kDecoded = 0, kNotDecodable = 1, kNoSandbox = 2, kNoRequest = 3 };

bool read_all(std::uint8_t* into, std::size_t count) {
    while (count > 0) {
        const auto got = read(STDIN_FILENO, into, count);
        if (got <= 0) return false;
        into += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

bool write_all(const std::uint8_t* from, std::size_t count) {
    while (count > 0) {
        const auto put = write(STDOUT_FILENO, from, count);
        if (put <= 0) return false;
        from += put;
        count -= static_cast<std::size_t>(put);
    }
    return true;
}

int serve() {
    Word length{};
    if (!read_all(length.data(), length.size())) return kNoRequest;
    const auto size = from_word(length.data());
    if (size == 0 || size > kMostInput) return kNoRequest;
    std::vector<std::uint8_t> input(size);
    if (!read_all(input.data(), input.size())) return kNoRequest;
    const auto picture = decode_jpeg2000(input);
    if (!picture) return kNotDecodable;
    const auto width = to_word(picture->width), height = to_word(picture->height);
    const bool sent = write_all(width.data(), width.size()) && write_all(height.data(), height.size()) &&
                      write_all(picture->pixels.data(), picture->pixels.size());
    return sent ? kDecoded : kNoRequest;
}

}  // namespace

int main() {
    if (!uketsuke::sandbox::enter()) _exit(kNoSandbox);
    _exit(serve());  // no destructors, no exit handlers: nothing that may want another system call
}
