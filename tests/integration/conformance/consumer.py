# SPDX-License-Identifier: Apache-2.0
"""A small clinic's program, as a vendor may write it: watches a folder, understands each result, answers what it understood.

    consumer.py WATCHED ANSWERS [HABIT]

Without a habit it is right (docs/vendor.md tells why it does what it does). A habit is a mistake that such programs make:
utf8_only, fixed_order, first_result_only, six_is_invalid, whole_birthdays, paid_by_insurer.
"""
import json
import os
import pathlib
import re
import sys
import time
import xml.etree.ElementTree as ElementTree

CONSENTS = {"medication": "PharmacistsInfo", "checkups": "SpecificHealthCheckupsInfo"}


def text_of(raw, habit):
    declared = re.search(rb'encoding="([^"]+)"', raw[:200])
    shift_jis = declared and declared.group(1).lower() == b"shift_jis"
    text = raw.decode("cp932" if shift_jis and habit != "utf8_only" else "utf-8")
    return re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", text)  # the parser takes letters, not bytes


def value(element, path):
    found = element.find(path)
    return (found.text or "") if found is not None else ""


def result(one, habit):
    told = {
        "name": value(one, "Name"),
        "birth": value(one, "Birthdate"),
        "sex": value(one, "Sex1"),
        "classification": value(one, "InsuredCardClassification"),
        "insurer": value(one, "InsurerNumber").strip(),
        "symbol": value(one, "InsuredCardSymbol"),
        "number": value(one, "InsuredIdentificationNumber"),
        "branch": value(one, "InsuredBranchNumber"),
        "public_expense": value(one, "PublicExpenseNumber"),
        "beneficiary": value(one, "BeneficiaryNumber"),
        "family": value(one, "PersonalFamilyClassification"),
        "ratio": value(one, "InsuredPartialContributionRatio")
        or value(one, "ElderlyRecipientCertificateInfo/ElderlyRecipientContributionRatio"),
        "ceiling": value(one, "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassificationFlag"),
        "diseases": str(len(one.findall("SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo"))),
        "tickets": str(len(one.findall("PublicExpenseResultList/MedicalTicketInfo"))),
    }
    for key, stem in CONSENTS.items():
        told[key] = value(one, stem + "ConsFlg")
    if habit == "whole_birthdays":
        time.strptime(told["birth"], "%Y%m%d")
    if habit == "paid_by_insurer" and not told["insurer"]:
        raise ValueError("no insurer")
    return told


def understood(raw, habit):
    text = text_of(raw, habit)
    if habit == "fixed_order" and not re.search(r"<InsurerNumber>.*<Name>|<WelfareOfficeName>.*<Name>|<QualificationValidity>4", text, re.S):
        raise ValueError("elements in another order")
    body = ElementTree.fromstring(text).find("MessageBody")
    results = body.findall("ResultList/ResultOfQualificationConfirmation")
    form = value(body, "PrescriptionIssueSelect") or (value(results[0], "PrescriptionIssueSelect") if results else "")
    validity = value(body, "QualificationValidity")
    if habit == "first_result_only":
        results = results[:1]
    if habit == "six_is_invalid" and validity == "6":
        validity = "2"
    return {"validity": validity, "form": form, "results": [result(one, habit) for one in results]}


def answer(file, folder, habit):
    try:
        told = understood(file.read_bytes(), habit)
    except Exception as error:  # whatever it is, the clinic must hear of it
        told = {"refused": str(error)}
    part = folder / (file.name + ".part")
    part.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    part.rename(folder / (file.name + ".json"))  # whole, or not there
    file.unlink()


def main():
    watched, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    habit = sys.argv[3] if len(sys.argv) > 3 else ""
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        for name in os.listdir(watched):
            if name.startswith("OQSsiquc01res_face_") and name.endswith(".xml"):
                answer(watched / name, folder, habit)
        time.sleep(0.001)


if __name__ == "__main__":
    main()
