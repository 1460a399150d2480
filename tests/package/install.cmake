# SPDX-License-Identifier: MIT
# Installs the build folder BUILD into PREFIX; where there is a SOURCE, builds it statically before.
# The package is moved afterwards, for packages are built in one place and used in another.
cmake_minimum_required(VERSION 3.24)

function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

if(SOURCE)
    set(options)
    foreach(name CMAKE_CXX_COMPILER CMAKE_BUILD_TYPE CMAKE_CXX_FLAGS_DEBUG)
        list(APPEND options "-D${name}=${${name}}")
    endforeach()
    run("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${BUILD}" -G "${GENERATOR}" ${options} -DBUILD_SHARED_LIBS=OFF
        -DQTLOGIN_BUILD_TESTS=OFF -DQTLOGIN_BUILD_BENCH=OFF -DQTLOGIN_BUILD_EXAMPLES=OFF)
    run("${CMAKE_COMMAND}" --build "${BUILD}")
endif()
file(REMOVE_RECURSE "${PREFIX}" "${PREFIX}-before")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${PREFIX}-before" OUTPUT_QUIET)
file(RENAME "${PREFIX}-before" "${PREFIX}")
