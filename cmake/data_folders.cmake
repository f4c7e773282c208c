# SPDX-License-Identifier: Apache-2.0
# Where the simulator finds what it needs: in this tree and its build; installed, where the packages put it, with the test keys
# where the package's installation makes them.
if(UKETSUKE_INSTALLED)
    set(share ${CMAKE_INSTALL_FULL_DATADIR}/uketsuke)
    set(UKETSUKE_SIM_FOLDERS
        UKETSUKE_PEOPLE="${share}/sim/people"
        UKETSUKE_CARD_PKI="/var/lib/uketsuke-sim/card"
        UKETSUKE_SERVICE_PKI="/var/lib/uketsuke-sim/service"
        UKETSUKE_PORTRAITS="${share}/sim/portraits"
        UKETSUKE_MODELS="${share}/models"
        UKETSUKE_GUIDANCE="/etc/uketsuke/guidance.toml"
        UKETSUKE_PACKS="${share}/sim/packs"
        UKETSUKE_DECODER="${CMAKE_INSTALL_FULL_LIBEXECDIR}/uketsuke/uketsuke-photo")
    set(UKETSUKE_SIM_SCENARIOS ${share}/sim/scenarios)
    set(UKETSUKE_SIM_CARD_KEYS ${share}/sim/card_keys.sh)
    set(UKETSUKE_SIM_VENDOR ${share}/sim/vendor.sh)
    set(UKETSUKE_SIM_DESK ${CMAKE_INSTALL_FULL_BINDIR}/uketsuke-desk)
else()
    set(UKETSUKE_SIM_FOLDERS
        UKETSUKE_PEOPLE="${CMAKE_SOURCE_DIR}/sim/people"
        UKETSUKE_CARD_PKI="${CMAKE_BINARY_DIR}/pki/card"
        UKETSUKE_SERVICE_PKI="${CMAKE_BINARY_DIR}/pki/service"
        UKETSUKE_PORTRAITS="${CMAKE_BINARY_DIR}/portraits"
        UKETSUKE_MODELS="${CMAKE_SOURCE_DIR}/build/deps/models"
        UKETSUKE_GUIDANCE="${CMAKE_SOURCE_DIR}/packaging/guidance.toml"
        UKETSUKE_PACKS="${CMAKE_BINARY_DIR}/packs"
        UKETSUKE_DECODER="${CMAKE_BINARY_DIR}/models/decoder/uketsuke-photo")
    set(UKETSUKE_SIM_SCENARIOS ${CMAKE_SOURCE_DIR}/tests/scenario)
    set(UKETSUKE_SIM_CARD_KEYS ${CMAKE_SOURCE_DIR}/sim/card/pki.sh)
    set(UKETSUKE_SIM_VENDOR ${CMAKE_SOURCE_DIR}/sim/vendor/vendor.sh)
    set(UKETSUKE_SIM_DESK ${CMAKE_BINARY_DIR}/desk/uketsuke-desk)
endif()
