/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

/** What the model zoo holds, and putting a trained model into it. */
package io.egnn.examples.zoo;
