# SPDX-License-Identifier: MIT
# Does what a reader of PAGE does: puts each block that has a file's name in bold above it into that file, in an empty
# folder that has nothing to do with this tree, and builds and starts the program there, with QtLogin from PREFIX. Where there
# is a VISITOR, it is loaded beside the program, and uses it.
cmake_minimum_required(VERSION 3.24)

function(run)
    execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

set(temporary "$ENV{TMPDIR}")
if(NOT temporary)
    set(temporary /tmp)
endif()
string(RANDOM LENGTH 12 name)
set(folder "${temporary}/qtlogin-${name}")

file(READ "${PAGE}" text)
string(REPLACE "[" "@open@" text "${text}")
string(REPLACE "]" "@close@" text "${text}")
string(REPLACE ";" "@semicolon@" text "${text}")
set(count 0)
while(text MATCHES "[*][*]([A-Za-z_]+[.][a-z]+)[*][*]\n\n```[a-z]*\n")
    set(file "${CMAKE_MATCH_1}")
    string(FIND "${text}" "${CMAKE_MATCH_0}" begin)
    string(LENGTH "${CMAKE_MATCH_0}" length)
    math(EXPR begin "${begin} + ${length}")
    string(SUBSTRING "${text}" ${begin} -1 text)
    string(FIND "${text}" "```" end)
    string(SUBSTRING "${text}" 0 ${end} block)
    string(REPLACE "@open@" "[" block "${block}")
    string(REPLACE "@close@" "]" block "${block}")
    string(REPLACE "@semicolon@" ";" block "${block}")
    file(WRITE "${folder}/${file}" "${block}")
    math(EXPR count "${count} + 1")
endwhile()
if(count LESS 2)
    message(FATAL_ERROR "${PAGE} has ${count} files in it, and no program.")
endif()

run("${CMAKE_COMMAND}" -S "${folder}" -B "${folder}/build" -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}"
    "-DCMAKE_PREFIX_PATH=${PREFIX}")
run("${CMAKE_COMMAND}" --build "${folder}/build")
set(visitor "")
if(VISITOR)
    set(visitor "LD_PRELOAD=${VISITOR}")
endif()
run("${CMAKE_COMMAND}" -E env ${visitor} "XDG_DATA_HOME=${folder}/data" "${folder}/build/${PROGRAM}")
file(REMOVE_RECURSE "${folder}")
