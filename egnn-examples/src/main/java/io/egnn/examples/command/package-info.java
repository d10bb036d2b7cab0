/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** What all commands share: the device, the form of the result, and how errors are told. */
package io.egnn.examples.command;
