# Two commands do everything: `make demo` and `make test`. The rest serves those who work on raft-trace.

SWIFT ?= swift
BUILD  = $(SWIFT) build --explicit-target-dependency-import-check error
TRACE  = .build/debug/raft-trace
SAMPLE = samples/etcd-two-leaders
LOGS   = $(SAMPLE)/n1.log $(SAMPLE)/n2.log $(SAMPLE)/n3.log

.PHONY: demo test lint build without-graphviz dependencies clean

demo: dependencies
	$(BUILD) --product raft-trace
	$(TRACE) check $(LOGS) || test $$? -eq 1
	$(TRACE) render $(LOGS) -o raft-trace-demo.svg
	@echo "The picture is raft-trace-demo.svg in this folder."

test: dependencies
	$(BUILD) --build-tests
	$(SWIFT) test --skip-build

build: dependencies
	$(BUILD)

# The checker needs no Graphviz.
without-graphviz: dependencies
	$(BUILD) --disable-default-traits --product raft-trace --scratch-path .build-without-graphviz

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

dependencies:
	@Scripts/install-dependencies

clean:
	rm -rf .build .build-without-graphviz raft-trace-demo.svg
