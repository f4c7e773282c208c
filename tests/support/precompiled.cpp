// SPDX-License-Identifier: Apache-2.0
// Empty: the precompiled header of the tests needs a source to be made for.
