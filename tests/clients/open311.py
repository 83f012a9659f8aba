"""Drives two GeoReport v2 clients that this project did not write: civicbot files and reads JSON, georeport reads XML.

open311.py file BASE KEY TEXT   files what is said, twice, and prints both ids
open311.py read BASE ID         prints what each of the two reads of a request
open311.py list BASE            prints what each of the two reads of services, definitions and requests
"""

import json
import sys

from civicbot import Open311Client, HttpError
from civicbot.http import HttpTransport, RateLimiter
from civicbot.registry import Endpoint
from georeport import GeoReport


def main(task, base, *rest):
    endpoint = Endpoint(id="here", name="here", base_url=base, write=True)
    city = Open311Client(endpoint, HttpTransport(rate_limiter=RateLimiter(0)))
    xml = GeoReport(base, output_format="xml")
    if task == "file":
        key, said = rest

        def file(key):
            # Both lists are fetched, and what is sent is held against them before it is.
            sent = city.create_request(
                "lighting", dry_run=False, confirm="SEND", validate_remote=True, api_key=key, description=said,
                address_string="钟楼东街 3 号", lat=31.2304, lng=121.4737, phone="13800138000", first_name="芳",
                last_name="王", attributes={"area": "bailu-nanmen-zhonglou"})
            return sent.response[0]

        try:
            refused = file("nobody's key")
        except HttpError as error:
            refused = {"status": error.status, "errors": json.loads(error.body)}
        return {"first": file(key), "again": file(key), "refused": refused}
    if task == "read":
        (request,) = rest
        return {
            "json": city.get_request(request),
            "many": city.list_requests(service_request_ids=[request]),
            "xml": xml.get_service_request(request),
            "token": city.get_token(request),
        }
    services = city.list_services()
    code = services[0]["service_code"]
    return {
        "json": [services, city.get_service_definition(code), city.list_requests(status="open", page_size=3)],
        "xml": [xml.get_service_list(), xml.get_service_definition(code), xml.get_service_requests(status="open")],
    }


print(json.dumps(main(*sys.argv[1:])))
