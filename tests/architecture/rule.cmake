# SPDX-License-Identifier: MIT
# How a rule is written down, proved and checked.
include("${CMAKE_CURRENT_LIST_DIR}/sources.cmake")

# rule(<sentence> CHECK <function> [ARGS …] [PLANT <file> <content> …])
#
# CHECK is a function(root out …) that sets `out` to the list of violations in the tree under root.
# Each PLANT is a file with a violation: before the tree is looked at, the rule must catch each of
# them, alone, or it proves nothing. A plant holds no semicolon, and "@@" vanishes from it, so that
# forbidden words can be planted here too.
function(rule sentence)
    if(ARCHITECTURE_RULES_ARE STREQUAL "REGISTERED")
        add_test(NAME "architecture/${sentence}" COMMAND "${CMAKE_COMMAND}"
            "-DRULE=${sentence}" "-DROOT=${PROJECT_SOURCE_DIR}" "-DBUILD=${PROJECT_BINARY_DIR}"
            "-DREADELF=${CMAKE_READELF}" "-DSCRATCH=${CMAKE_CURRENT_BINARY_DIR}/planted"
            -P "${CMAKE_CURRENT_SOURCE_DIR}/check.cmake")
        set_tests_properties("architecture/${sentence}" PROPERTIES LABELS architecture TIMEOUT 3600)
    elseif(sentence STREQUAL RULE)
        cmake_parse_arguments(PARSE_ARGV 1 arg "" "CHECK" "ARGS;PLANT")
        prove_rule(${arg_CHECK} "${arg_ARGS}" "${arg_PLANT}")
        cmake_language(CALL ${arg_CHECK} "${ROOT}" violations ${arg_ARGS})
        if(violations)
            list(JOIN violations "\n  " violations)
            message(FATAL_ERROR "The rule is: ${RULE}.\n  ${violations}")
        endif()
        set(RULE_WAS_CHECKED ON PARENT_SCOPE)
    endif()
endfunction()

function(prove_rule check args plants)
    string(MAKE_C_IDENTIFIER "${RULE}" folder)
    set(field "${SCRATCH}/${folder}")
    while(plants)
        list(POP_FRONT plants file content)
        string(REPLACE "@@" "" content "${content}")
        file(REMOVE_RECURSE "${field}")
        file(WRITE "${field}/${file}" "${content}\n")
        cmake_language(CALL ${check} "${field}" violations ${args})
        if(NOT violations)
            message(FATAL_ERROR "The rule \"${RULE}\" does not notice this in ${file}:\n  ${content}")
        endif()
    endwhile()
    file(REMOVE_RECURSE "${field}")
endfunction()

# forbid(<sentence> IN <folder>… PATTERN <regex> [UNLESS <regex>] [EXCEPT <file>…] PLANT <statement>…)
#
# No statement of a C++ file in these folders matches PATTERN, unless it also matches UNLESS.
function(forbid sentence)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "PATTERN;UNLESS" "IN;EXCEPT;PLANT")
    list(GET arg_IN 0 first)
    set(plants)
    foreach(statement IN LISTS arg_PLANT)
        list(APPEND plants "${first}/planted.h" "${statement}")
    endforeach()
    set(FORBIDDEN_IN "${arg_IN}")
    string(REPLACE "@@" "" FORBIDDEN "${arg_PATTERN}")
    set(FORBIDDEN_UNLESS "${arg_UNLESS}")
    set(FORBIDDEN_EXCEPT "${arg_EXCEPT}")
    rule("${sentence}" CHECK find_forbidden PLANT ${plants})
    set(RULE_WAS_CHECKED "${RULE_WAS_CHECKED}" PARENT_SCOPE)
endfunction()

function(find_forbidden root out)
    set(violations)
    cpp_files("${root}" files ${FORBIDDEN_IN})
    foreach(file IN LISTS files)
        if(file IN_LIST FORBIDDEN_EXCEPT)
            continue()
        endif()
        read_statements("${root}/${file}" statements)
        if(NOT statements MATCHES "${FORBIDDEN}")
            continue()
        endif()
        foreach(statement IN LISTS statements)
            if(statement MATCHES "${FORBIDDEN}" AND NOT (FORBIDDEN_UNLESS AND statement MATCHES "${FORBIDDEN_UNLESS}"))
                string(STRIP "${statement}" statement)
                list(APPEND violations "${file}: ${statement}")
            endif()
        endforeach()
    endforeach()
    set(${out} "${violations}" PARENT_SCOPE)
endfunction()
