/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** Pretrained networks through DJL's {@code Criteria}. */
package io.egnn.zoo;
