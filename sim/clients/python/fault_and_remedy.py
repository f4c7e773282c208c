# SPDX-License-Identifier: Apache-2.0
"""The service is away, what the kiosk says, and how it goes on once it is back: fault_and_remedy.py PROGRAM"""
import sys

from uketsuke_sim import Kiosk, Refused

with Kiosk.start(sys.argv[1]) as kiosk:
    kiosk.card("hanako")
    kiosk.insert()
    kiosk.expect("screen", "choose_identity")
    kiosk.fault("service", "off")
    kiosk.tap("暗証番号")
    kiosk.type("1234")
    kiosk.tap("確定")
    kiosk.expect("screen", "service_failed")
    state = kiosk.state()
    print(f"{state['screen']}: {state['error']['number']:03} {state['error']['name']}")
    print("fired:", kiosk.fault()["faults"][0]["fired"])

    kiosk.fault("service", "none")
    kiosk.tap("もう一度")
    kiosk.tap("暗証番号")
    kiosk.type("1234")
    kiosk.tap("確定")
    kiosk.expect("screen", "consent")
    print("after the remedy:", kiosk.state()["screen"])

    try:
        kiosk.tap("nobody has made this button")
    except Refused as refused:
        print("refused:", refused.expected)
    kiosk.quit()
