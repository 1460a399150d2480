# SPDX-License-Identifier: MIT
# cmake -DRULE=<sentence> -DROOT=<source tree> -DBUILD=<build tree> -DSCRATCH=<folder> -P check.cmake
cmake_minimum_required(VERSION 3.24)

set(ARCHITECTURE_RULES_ARE CHECKED)
include("${CMAKE_CURRENT_LIST_DIR}/rules.cmake")
if(NOT RULE_WAS_CHECKED)
    message(FATAL_ERROR "There is no rule \"${RULE}\".")
endif()
