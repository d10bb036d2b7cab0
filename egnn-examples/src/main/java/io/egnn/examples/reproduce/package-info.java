/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** What all reproductions of tables and figures share: lists of trainings, and files of results. */
package io.egnn.examples.reproduce;
