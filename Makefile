# The commands of the house. Each is a script under scripts/, which says what it does and prints its steps with their time.
.PHONY: help run check test binary bench load faults fuzz site end2end proxy fresh

help:
	@echo 'make run      start the product here (installs what is missing, builds, creates data/, prints the address)'
	@echo 'make check    quick loop: format, lints, unit tests on SQLite'
	@echo 'make test     everything CI runs, on SQLite and PostgreSQL, in a real browser too'
	@echo 'make binary   one self-contained release binary'
	@echo 'make bench    speed: one household, then 100 000 (after make binary)'
	@echo 'make load     500 interviews at once, on both databases (after make binary)'
	@echo 'make faults   what breaks, many times over, and whether anything is lost (as root, after make binary)'
	@echo 'make fuzz     hostile texts for everything the rules read (SECONDS=300)'
	@echo 'make site     only what the browser receives'
	@echo 'make proxy    the nginx of the operator’s guide, tried before two servers (after make binary, or any build)'
	@echo 'make fresh    the operator’s guide, followed word for word on a bare Debian (as root; after a build)'
	@echo 'make end2end  only the browser tests (FILTER=parcours chooses some)'

run check test binary bench load faults:
	@scripts/$@

fuzz:
	@scripts/fuzz $(SECONDS)

end2end: site
	@scripts/end2end

site:
	@scripts/build-site

proxy:
	@scripts/try-proxy

fresh:
	@scripts/fresh-machine
