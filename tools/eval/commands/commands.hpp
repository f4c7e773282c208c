// SPDX-License-Identifier: Apache-2.0
// uketsuke-eval's verbs. Each measures, prints, and ends with an exit code.
#pragma once

#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "options.hpp"

namespace uketsuke::tools::eval {

/// Documented in --help and docs/face-figures.md.
enum Exit : int {
    kDone = 0,         ///< measured; a claim holds
    kDoesNotHold = 1,  ///< the claim does not hold
    kWrongWords = 2,   ///< the command line, a list or a score file is not understood
    kTooFew = 3,       ///< the claim is refused: too few comparisons
    kUnusable = 4,     ///< a folder, a file or the models cannot be read or written
};

using Words = std::vector<std::string>;

/// The verb is the first word. Prints one sentence to standard error when it cannot go on.
int run(const Words& words);

/// Errors: config_invalid ends as kWrongWords, any other as kUnusable.
base::Result<Exit> run_verify(const VerifyWords& options);
base::Result<Exit> run_claim(const ClaimWords& options);
base::Result<Exit> run_centre(const CentreWords& options);
base::Result<Exit> run_splits(const SplitsWords& options);
base::Result<Exit> run_mixtures(const MixturesWords& options);
base::Result<Exit> run_pad(const PadWords& options);
base::Result<Exit> run_speed(const SpeedWords& options);
base::Result<Exit> run_summary(const SummaryWords& options);
base::Result<Exit> run_contact(const ContactWords& options);

}  // namespace uketsuke::tools::eval
