# SPDX-License-Identifier: Apache-2.0
"""A whole visit by PIN, up to the result that the clinic gets: pin_visit.py PROGRAM"""
import sys

from uketsuke_sim import Kiosk

with Kiosk.start(sys.argv[1]) as kiosk:
    kiosk.card("hanako")
    kiosk.insert()
    kiosk.expect("screen", "choose_identity")
    kiosk.tap("暗証番号")
    kiosk.type("1234")
    kiosk.tap("確定")
    kiosk.expect("screen", "consent")
    kiosk.tap("同意する")
    kiosk.expect("screen", "take_card")
    kiosk.remove()
    kiosk.expect("screen", "idle")
    for file in kiosk.results()["files"]:
        document = kiosk.results(file["name"])["text"]
        print(f"{file['name']}: {file['bytes']} bytes; 架空　花子 is in it: {'架空　花子' in document}")
    print("journal:", " ".join(record["event"] for record in kiosk.journal()["lines"]))
    kiosk.quit()
