"""The command line: commands in Dutch, without tracebacks, and the jobs behind them.

Comes in: arguments. Goes out: work ordered from the other rooms, progress, and one clear line when
it could not be done.
"""
