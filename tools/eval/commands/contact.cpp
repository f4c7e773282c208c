// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "publish.hpp"
#include "tools/eval/report/contacts.hpp"

namespace uketsuke::tools::eval {

base::Result<Exit> run_contact(const ContactWords& options) {
    if (const auto ready = outputs_ready(options.results); !ready) return base::fail(ready.error());
    const auto document = contacts_of(options.folder);
    if (!document) return base::fail(document.error());
    if (const auto published = publish(*document, options.results); !published) return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
