// SPDX-License-Identifier: Apache-2.0
#include "reader_list.hpp"

#include <string_view>

namespace uketsuke::drivers::pcsc {
namespace {

std::vector<std::string> split(std::string_view multi_string) {
    std::vector<std::string> names;
    for (auto end = multi_string.find('\0'); end != 0 && end != multi_string.npos; end = multi_string.find('\0')) {
        names.emplace_back(multi_string.substr(0, end));
        multi_string.remove_prefix(end + 1);
    }
    return names;
}

ListedReader read(const SCARD_READERSTATE& state) {
    const auto has = [&](DWORD flag) { return (state.dwEventState & flag) != 0; };
    return {state.szReader,         has(SCARD_STATE_PRESENT),
            has(SCARD_STATE_MUTE),  has(SCARD_STATE_EXCLUSIVE),
            has(SCARD_STATE_INUSE), {state.rgbAtr, state.rgbAtr + state.cbAtr}};
}

}  // namespace

base::Expected<std::vector<std::string>, Failure> reader_names(const Context& context) {
    Called done;
    for (int attempt = 0; attempt < 2; ++attempt) {  // a reader may be plugged between the two calls
        DWORD size = 0;
        done = checked("SCardListReaders", SCardListReaders(context.handle(), nullptr, nullptr, &size));
        if (!done) break;
        std::vector<char> names(size);
        done = checked("SCardListReaders", SCardListReaders(context.handle(), nullptr, names.data(), &size));
        if (done) return split({names.data(), names.size()});
        if (done.error().code != SCARD_E_INSUFFICIENT_BUFFER) break;
    }
    if (done.error().code == SCARD_E_NO_READERS_AVAILABLE) return std::vector<std::string>();
    return base::Unexpected<Failure>{done.error()};
}

base::Expected<std::vector<ListedReader>, Failure> list_readers(const Context& context) {
    const auto names = reader_names(context);
    if (!names) return base::Unexpected<Failure>{names.error()};
    std::vector<SCARD_READERSTATE> states(names->size());
    for (std::size_t i = 0; i < states.size(); ++i) states[i].szReader = (*names)[i].c_str();
    std::vector<ListedReader> readers;
    if (states.empty()) return readers;
    const auto seen =
        checked("SCardGetStatusChange", SCardGetStatusChange(context.handle(), 0, states.data(), states.size()));
    if (!seen) return base::Unexpected<Failure>{seen.error()};
    for (const auto& state : states) readers.push_back(read(state));
    return readers;
}

}  // namespace uketsuke::drivers::pcsc
