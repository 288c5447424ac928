"""What may cost much is done by a process of its own, with little memory and little time.

A plain package, no Django app. Whoever opens what somebody sent, or typesets what somebody wrote,
writes a module that reads one message and writes one, and calls `limits.child.ask`, or talks with
it in a `LimitedProcess`. `limits.times` is for what such a process does in parts.
"""
