// SPDX-License-Identifier: Apache-2.0
#include "result_file.hpp"

#include "put.hpp"

namespace uketsuke::wiring {

base::Result<std::shared_ptr<const eligibility::ResultFile>> build_result_file(const config::Config& config) {
    std::shared_ptr<const eligibility::ResultFile> file;
    auto made = put(file, "results.encoding",
                    eligibility::ResultFile::create({config.results_encoding == "shift_jis",
                                                     config.results_line_end == "crlf", config.results_identifier,
                                                     config.results_kiosk}));
    if (!made) return base::fail(made.error());
    return file;
}

}  // namespace uketsuke::wiring
