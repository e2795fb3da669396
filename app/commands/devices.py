"""`impasto devices`: what is there, which video encoders work, what `auto` would choose, and why."""

import argparse
import json
from dataclasses import asdict
from typing import Any


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe the command."""
    parser = commands.add_parser("devices", help="what this machine has, and what `auto` would choose")
    parser.add_argument("--json", action="store_true", help="print as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the devices."""
    from engine import available_encoders, choose, list_devices

    devices, encoders, choice = list_devices(), available_encoders(), choose()
    if args.json:
        facts = {
            "devices": [asdict(device) for device in devices],
            "encoders": [asdict(encoder) for encoder in encoders],
            "auto": asdict(choice),
        }
        print(json.dumps(facts, indent=2))
        return 0
    for device in devices:
        print(f"{device.name:6} {'yes' if device.available else 'no ':3}  {device.title}: {device.note}")
    print("encoders:", ", ".join(encoder.name for encoder in encoders if encoder.works))
    print(f"auto: {choice.device}, {choice.precision}, {choice.runtime}. {choice.reason}")
    return 0
