/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Adapting a pretrained model with DJL's own training loop. */
package io.egnn.examples.finetune;
