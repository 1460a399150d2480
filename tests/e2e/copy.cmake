# SPDX-License-Identifier: MIT
# Does what somebody does who begins with an example: copies the folder EXAMPLE to COPY, and builds it there with the
# installed QtLogin of PREFIX.
cmake_minimum_required(VERSION 3.24)

function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE "${COPY}")
get_filename_component(name "${EXAMPLE}" NAME)
get_filename_component(parent "${COPY}" DIRECTORY)
file(COPY "${EXAMPLE}" DESTINATION "${parent}")
run("${CMAKE_COMMAND}" -S "${COPY}" -B "${COPY}/build" -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}"
    "-DCMAKE_PREFIX_PATH=${PREFIX}")
run("${CMAKE_COMMAND}" --build "${COPY}/build")
